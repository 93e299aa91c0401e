// The models that endpoints said they have, by profile: names only, kept across reloads, for suggestions.
import { create } from "zustand";
import type { Backend } from "../host/backend";
import type { PolledCommandPorts } from "../host/polledCommand";
import { probeEndpoint } from "./probe";

const KEY = "image-studio.models";
/** A relay may list thousands. */
const MOST = 500;

type ModelLists = Readonly<Record<string, readonly string[]>>;

export const useModelLists = create<{ readonly models: ModelLists }>(() => ({ models: readStored() }));

const asked = new Set<string>();

export function saveModelList(profileId: string, models: readonly string[]): void {
	asked.add(profileId);
	if (models.length === 0) return;
	const next = { ...useModelLists.getState().models, [profileId]: models.slice(0, MOST) };
	useModelLists.setState({ models: next });
	try {
		localStorage.setItem(KEY, JSON.stringify(next));
	} catch {
		// Suggestions only.
	}
}

/** Once a page and profile; a server that does not answer is asked again by hand, in the settings. Costs nothing. */
export async function fetchModelList(
	profileId: string,
	backend: PolledCommandPorts & Pick<Backend, "probe">,
): Promise<void> {
	if (asked.has(profileId)) return;
	asked.add(profileId);
	const result = await probeEndpoint(profileId, backend).catch(() => undefined);
	if (result) saveModelList(profileId, result.models);
}

function readStored(): ModelLists {
	try {
		const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
		const lists = Object.entries(stored ?? {}).map(([id, models]) => [
			id,
			Array.isArray(models) ? models.filter((name) => typeof name === "string") : [],
		]);
		return Object.fromEntries(lists) as ModelLists;
	} catch {
		return {};
	}
}
