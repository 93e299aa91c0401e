// npm run contract: writes the TypeScript types and the manifest's commands from the Rust contract (backend/tests/contract.rs).
import { spawnSync } from "node:child_process";

const command = ["test", "-p", "hf-image-studio", "--test", "contract", "--quiet"];
const run = spawnSync("cargo", command, { stdio: "inherit", env: { ...process.env, WRITE_CONTRACT: "1" } });
process.exitCode = run.status ?? 1;
