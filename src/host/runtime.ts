// Registering with HaloForge, and the SDK context that its hooks read: our inlined copy of the SDK has its own, which
// the host's Provider cannot reach.
import { definePlugin, PluginRuntimeContext, registerPlugin } from "@haloforge/plugin-sdk";
import { type ComponentType, createElement, type ReactNode } from "react";
import { PLUGIN_ID } from "./contract";

const RUNTIME = { pluginId: PLUGIN_ID, slotId: "panel", slotContext: {}, moduleId: null };

export function PluginRuntime({ children }: { children: ReactNode }): ReactNode {
	return createElement(PluginRuntimeContext.Provider, { value: RUNTIME }, children);
}

export function registerStudio(panel: ComponentType): void {
	registerPlugin(PLUGIN_ID, definePlugin({ panel }));
}
