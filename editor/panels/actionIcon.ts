// React components of the icons that actions carry as data.
import { createLucideIcon, type LucideIcon } from "lucide-react";
import type { Action } from "../tools/index";

const components = new Map<Action["icon"], LucideIcon>();

/** Returns the same component for each call with the same icon. */
export function actionIcon({ icon }: Pick<Action, "icon">): LucideIcon | undefined {
	if (icon === undefined) return undefined;
	const component = components.get(icon) ?? createLucideIcon(icon);
	components.set(icon, component);
	return component;
}
