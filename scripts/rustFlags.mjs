// Compiler flags by which no path of this machine is written into what Rust and C compilers build. The tests' build and the
// package use the same flags, so that cargo compiles dependencies once for both.
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";

const root = dirname(import.meta.dirname);

/** Environment variables for cargo. */
export function portableBuild() {
	const { CARGO_HOME = join(homedir(), ".cargo"), RUSTFLAGS = "", CARGO_ENCODED_RUSTFLAGS, CFLAGS = "" } = process.env;
	const prefixes = [`${resolve(CARGO_HOME)}=cargo`, `${root}=image-studio`];
	const given = CARGO_ENCODED_RUSTFLAGS?.split("\x1f") ?? RUSTFLAGS.split(" ").filter((flag) => flag !== "");
	const remap = prefixes.map((prefix) => `--remap-path-prefix=${prefix}`);
	// MSVC has no such flag, and paths with spaces cannot be given.
	const isMapped = process.platform !== "win32" && !prefixes.some((prefix) => prefix.includes(" "));
	const map = isMapped ? prefixes.map((prefix) => `-ffile-prefix-map=${prefix}`) : [];
	return {
		// The encoded form separates arguments by U+001F, so that paths may have spaces; it overrules RUSTFLAGS.
		CARGO_ENCODED_RUSTFLAGS: [...given, ...remap].join("\x1f"),
		// The cryptography of TLS is C code, whose assertions name their files.
		CFLAGS: [CFLAGS, ...map].join(" ").trim(),
	};
}
