// Where one is in the studio: one store, kept in step with the host's Back and Forward. Pages are pushed, what is looked
// for replaces the route it belongs to.
import { create } from "zustand";
import { type Route, readRoute, watchRoute, writeRoute } from "../host/navigation";
import { isEmptyFilter, type TaskFilter } from "../library/taskQuery";
import { fromAddress, type Place, toAddress, type Where } from "./address";

export type { Place } from "./address";

const START: Where = { place: { kind: "canvas" }, isGallery: false, filter: {} };
/** Browsers take about three changes of the address a second. */
const TYPING_MS = 400;

const useWhere = create<Where>(() => START);

/** The address that the host has, or had last. */
let known = textOf(toAddress(START));
let timer: ReturnType<typeof setTimeout> | undefined;

export const usePlace = (): Place => useWhere(({ place }) => place);
export const useIsGallery = (): boolean => useWhere(({ isGallery }) => isGallery);
export const useFilter = (): TaskFilter => useWhere(({ filter }) => filter);

export function goTo(place: Place): void {
	const { place: from, isGallery } = useWhere.getState();
	const isPage = place.kind === "canvas" || place.kind === "gallery";
	flush();
	useWhere.setState({ place, isGallery: isPage ? place.kind === "gallery" : isGallery });
	// Another section of the settings, the next task: one step of Back leaves them.
	write(place.kind === from.kind ? "replace" : "push");
}

/** Away from what lies over the page, or from the gallery to the canvas. */
export function leavePlace(): void {
	const { place, isGallery } = useWhere.getState();
	goTo({ kind: isGallery && place.kind !== "gallery" ? "gallery" : "canvas" });
}

export function setFilter(filter: TaskFilter): void {
	useWhere.setState({ filter });
	timer ??= setTimeout(flush, TYPING_MS);
}

type OnErrand = (errand: Route) => void;

/** While the studio is shown. Returns how to stop. */
export function followRoutes(onErrand: OnErrand): () => void {
	const arrive = (route: Route): void => {
		if (textOf(route) === known) return;
		known = textOf(route);
		const where = fromAddress(route);
		useWhere.setState(where ?? { ...START, filter: useWhere.getState().filter });
		if (where !== null) return;
		// An errand is taken once: its route would run it again at every reload and every Back.
		write("replace");
		if (isErrand(route)) onErrand(route);
	};
	const stop = watchRoute(arrive);
	const current = readRoute();
	if (current) arrive(current);
	addEventListener("pagehide", flush);
	return () => {
		flush();
		stop();
		removeEventListener("pagehide", flush);
	};
}

/** As a launch URL asks. */
export function open(route: Route, onErrand: OnErrand): void {
	const where = fromAddress(route);
	goTo(where?.place ?? { kind: "canvas" });
	if (where && !isEmptyFilter(where.filter)) setFilter(where.filter);
	if (isErrand(route)) onErrand(route);
}

const isErrand = ({ route }: Route): boolean => ["/edit", "/generate", "/picture"].includes(route);

function flush(): void {
	if (timer === undefined) return;
	clearTimeout(timer);
	timer = undefined;
	write("replace");
}

function write(how: "push" | "replace"): void {
	const address = toAddress(useWhere.getState());
	if (textOf(address) === known) return;
	known = textOf(address);
	writeRoute(address, how);
}

function textOf({ route, params }: Pick<Route, "route" | "params">): string {
	return `${route}?${new URLSearchParams(Object.entries(params).sort())}`;
}
