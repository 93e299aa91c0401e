// Mocks Tauri's invoke and events, so that the SDK and the plugin run unchanged: commands go to the devhost, or without
// one to offline.ts.
import { emit } from "@tauri-apps/api/event";
import { mockIPC } from "@tauri-apps/api/mocks";
import { connectDevhost, type Devhost } from "./devhost";
import { answerOffline } from "./offline";
import { useHost } from "./state";

type Invoke = (command: string, args?: Record<string, unknown>, options?: unknown) => Promise<unknown>;

/** Tauri 2 refuses other event names in listen and emit. This page does too, or a wrong name would work only here. */
const EVENT_NAME = /^[A-Za-z0-9\-/:_]+$/;

export async function installIpc(): Promise<void> {
	const devhost: Devhost | null = await connectDevhost();
	useHost.setState({ backend: devhost ? "up" : "none" });
	mockIPC(
		(command, args) =>
			devhost ? devhost.call(command, args) : answerOffline(command, (args ?? {}) as Record<string, unknown>),
		{ shouldMockEvents: true },
	);
	const { __TAURI_INTERNALS__: internals } = window as unknown as { __TAURI_INTERNALS__: { invoke: Invoke } };
	const invokeMocked = internals.invoke;
	internals.invoke = async (command, args, options) => {
		if (command.startsWith("plugin:event|") && !EVENT_NAME.test(String(args?.event))) {
			throw `invalid event name "${args?.event}": only alphanumeric, '-', '/', ':', '_' permitted`;
		}
		return invokeMocked(command, args, options);
	};
}

export async function emitHostEvent(event: string, payload?: unknown): Promise<void> {
	await emit(event, payload);
}
