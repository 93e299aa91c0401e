// The models that endpoints list, by profile. Names only, stored in localStorage, used for suggestions.
import { create } from "zustand";
import type { Backend } from "../host/backend";
import { toStudioError } from "../host/errors";
import type { PolledCommandPorts } from "../host/polledCommand";
import { recordAnswer, recordProbe } from "./connection";
import { probeEndpoint } from "./probe";

const KEY = "image-studio.models";
/** A relay may list thousands of models. */
const MAX_MODELS = 500;

type ModelLists = Readonly<Record<string, readonly string[]>>;

export const useModelLists = create<{ readonly models: ModelLists }>(() => ({ models: readStored() }));

/** Profiles whose endpoint has been asked in this page. */
const fetched = new Set<string>();

export function saveModelList(profileId: string, models: readonly string[]): void {
	fetched.add(profileId);
	if (models.length === 0) return;
	const next = { ...useModelLists.getState().models, [profileId]: models.slice(0, MAX_MODELS) };
	useModelLists.setState({ models: next });
	try {
		localStorage.setItem(KEY, JSON.stringify(next));
	} catch {
		// Storage may be full or blocked; the list is used for suggestions only.
	}
}

/**
 * Runs once per page and profile. If the server does not answer, the user can repeat it in the settings. Not billed.
 */
export async function fetchModelList(
	{ profileId, baseUrl }: { readonly profileId: string; readonly baseUrl: string },
	backend: PolledCommandPorts & Pick<Backend, "probe">,
): Promise<void> {
	if (fetched.has(profileId)) return;
	fetched.add(profileId);
	const address = { kind: "custom", baseUrl } as const;
	try {
		const result = await probeEndpoint(profileId, backend);
		recordProbe(address, result, Date.now());
		saveModelList(profileId, result.models);
	} catch (error) {
		recordAnswer(address, toStudioError(error).toRecord(), Date.now());
	}
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
