// The plugin registry, in which the plugin's bundle registers itself.
import type { PluginDefinition } from "@haloforge/plugin-sdk";
import { logFromPage, PLUGIN_ID, useHost } from "./state";

export function installRegistry(): void {
	const definitions = new Map<string, PluginDefinition>();
	window.__hf_plugin_registry = {
		register(pluginId, definition) {
			definitions.set(pluginId, definition);
			if (pluginId === PLUGIN_ID) useHost.setState({ definition });
			else logFromPage("error", "host", `registered as ${pluginId}, but the manifest says ${PLUGIN_ID}`);
		},
		get: (pluginId) => definitions.get(pluginId),
		getAll: () => definitions,
	};
}
