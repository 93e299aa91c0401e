// Compiler flags by which no path of this machine is written into what Rust builds. The tests' build and the package use the
// same flags, so that cargo compiles dependencies once for both.
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";

const root = dirname(import.meta.dirname);

/** The value of CARGO_ENCODED_RUSTFLAGS, which overrules RUSTFLAGS and separates arguments by U+001F: paths may have spaces. */
export function encodedRustFlags() {
	const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
	const remap = [`--remap-path-prefix=${resolve(cargoHome)}=cargo`, `--remap-path-prefix=${root}=image-studio`];
	const given = (process.env.RUSTFLAGS ?? "").split(" ").filter((argument) => argument !== "");
	return [...(process.env.CARGO_ENCODED_RUSTFLAGS?.split("\x1f") ?? given), ...remap].join("\x1f");
}
