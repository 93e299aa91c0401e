// The systems that a release has a package for, by their names in file names and in the manifest's entry.native (with _).
/** @type {Readonly<Record<string, string>>} */
export const TARGETS = {
	"windows-x64": "x86_64-pc-windows-msvc",
	"macos-arm64": "aarch64-apple-darwin",
	"macos-x64": "x86_64-apple-darwin",
	"linux-x64": "x86_64-unknown-linux-gnu",
	"linux-arm64": "aarch64-unknown-linux-gnu",
};
