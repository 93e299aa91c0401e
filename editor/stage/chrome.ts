// What every part of the interface around the canvas is given.
import type { Locale } from "../types";
import type { Session } from "./session";
import type { Snapshot } from "./snapshot";

export interface ChromeProps {
	readonly session: Session;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
}
