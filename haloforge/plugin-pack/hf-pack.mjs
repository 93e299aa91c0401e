#!/usr/bin/env node
// npm links bins before the root postinstall runs and skips missing targets, so this file is committed.
import "./dist/cli.js";
