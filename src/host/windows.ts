// Windows of the host, besides this one.
import { pluginWindows } from "@haloforge/plugin-sdk";
import type { Route } from "./navigation";

export function canOpenWindows(): boolean {
	try {
		pluginWindows();
		return true;
	} catch {
		return false;
	}
}

/** The host shows the window that has it already, or makes one, as manifest.json says. */
export async function openInWindow(resource: string, { route, params }: Route): Promise<void> {
	await pluginWindows().openResource(resource, { route, params: { ...params } });
}
