// Registers the panel with HaloForge and provides the SDK's React context: the bundle has its own copy of the SDK,
// whose context the host's Provider does not reach.
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
