// Converts the location within the studio (page, dialog over it, filter) to a route with parameters and back. Pure.

import { fromDay, toDay } from "../library/days";
import { TASK_STATUSES, type TaskStatus } from "../library/records";
import type { TaskFilter } from "../library/taskQuery";

export type Place =
	| { readonly kind: "canvas" }
	| { readonly kind: "gallery" }
	| { readonly kind: "task"; readonly id: string }
	| { readonly kind: "settings"; readonly section?: string };

export interface StudioLocation {
	readonly place: Place;
	/** The page is the gallery, also while a dialog is open over it. */
	readonly isGallery: boolean;
	readonly filter: TaskFilter;
}

interface Address {
	readonly route: string;
	readonly params: Readonly<Record<string, string>>;
}

/** The parameter that names the page beneath a dialog. */
const PAGE_PARAM = "over";
const GALLERY = "gallery";

export function toAddress({ place, isGallery, filter }: StudioLocation): Address {
	const params = filterParams(filter);
	switch (place.kind) {
		case "canvas":
			return { route: "/", params };
		case "gallery":
			return { route: "/gallery", params };
		case "task":
			params.id = place.id;
			break;
		case "settings":
			if (place.section !== undefined) params.section = place.section;
	}
	if (isGallery) params[PAGE_PARAM] = GALLERY;
	return { route: `/${place.kind}`, params };
}

/** null: the route names no place. */
export function fromAddress({ route, params }: Address): StudioLocation | null {
	const filter = readFilter(params);
	const isGallery = params[PAGE_PARAM] === GALLERY;
	switch (route.replace(/\/+$/, "")) {
		case "":
			return { place: { kind: "canvas" }, isGallery: false, filter };
		case "/gallery":
			return { place: { kind: "gallery" }, isGallery: true, filter };
		case "/task":
			return params.id ? { place: { kind: "task", id: params.id }, isGallery, filter } : null;
		case "/settings": {
			const { section } = params;
			return { place: { kind: "settings", ...(section ? { section } : {}) }, isGallery, filter };
		}
		default:
			return null;
	}
}

function filterParams({ text, status, onlyFavourites, model, days, from, to, hasMask }: TaskFilter) {
	const params: Record<string, string> = {};
	if (text) params.q = text;
	if (status) params.status = status;
	if (onlyFavourites) params.favourites = "1";
	if (model) params.model = model;
	if (days !== undefined) params.days = String(days);
	if (from !== undefined) params.from = toDay(from);
	if (to !== undefined) params.to = toDay(to);
	if (hasMask !== undefined) params.mask = hasMask ? "1" : "0";
	return params;
}

/** Values that cannot be read are ignored. */
function readFilter(params: Readonly<Record<string, string>>): TaskFilter {
	const { q, status, favourites, model, mask } = params;
	const days = Number(params.days);
	const from = fromDay(params.from);
	const to = fromDay(params.to, true);
	return {
		...(q ? { text: q } : {}),
		...(TASK_STATUSES.includes(status as TaskStatus) ? { status: status as TaskStatus } : {}),
		...(favourites === "1" ? { onlyFavourites: true } : {}),
		...(model ? { model } : {}),
		...(Number.isInteger(days) && days > 0 && days < 1000 ? { days } : {}),
		...(from === undefined ? {} : { from }),
		...(to === undefined ? {} : { to }),
		...(mask === "1" || mask === "0" ? { hasMask: mask === "1" } : {}),
	};
}
