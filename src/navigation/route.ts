// The location within the studio: one store, kept in step with the host's Back and Forward. Another page is pushed onto
// the history; a changed filter replaces the current route.
import { create } from "zustand";
import { type Route, readRoute, watchRoute, writeRoute } from "../host/navigation";
import { isEmptyFilter, type TaskFilter } from "../library/taskQuery";
import { fromAddress, type Place, type StudioLocation, toAddress } from "./address";

export type { Place } from "./address";

const START_LOCATION: StudioLocation = { place: { kind: "canvas" }, isGallery: false, filter: {} };
/** Browsers accept about three changes of the address per second. */
const TYPING_MS = 400;

const useLocationStore = create<StudioLocation>(() => START_LOCATION);

/** The last address that was read from or written to the host. */
let hostAddress = serialize(toAddress(START_LOCATION));
let timer: ReturnType<typeof setTimeout> | undefined;

export const usePlace = (): Place => useLocationStore(({ place }) => place);
export const useIsGallery = (): boolean => useLocationStore(({ isGallery }) => isGallery);
export const isInGallery = (): boolean => useLocationStore.getState().isGallery;
export const useFilter = (): TaskFilter => useLocationStore(({ filter }) => filter);

export function goTo(place: Place): void {
	const { place: from, isGallery } = useLocationStore.getState();
	const isPage = place.kind === "canvas" || place.kind === "gallery";
	flush();
	useLocationStore.setState({ place, isGallery: isPage ? place.kind === "gallery" : isGallery });
	// Another settings section or the next task replaces the route, so that one step of Back leaves them all.
	write(place.kind === from.kind ? "replace" : "push");
}

/** Closes the dialog over the page, or leaves the gallery for the canvas. */
export function leavePlace(): void {
	const { place, isGallery } = useLocationStore.getState();
	goTo({ kind: isGallery && place.kind !== "gallery" ? "gallery" : "canvas" });
}

export function setFilter(filter: TaskFilter): void {
	useLocationStore.setState({ filter });
	timer ??= setTimeout(flush, TYPING_MS);
}

/** Receives a route that requests a one-time action (fill in the prompt, open a file) instead of naming a place. */
type OnActionRoute = (route: Route) => void;

/** Follows the host's route while the studio is mounted. Returns a function that stops it. */
export function followRoutes(onActionRoute: OnActionRoute): () => void {
	const arrive = (route: Route): void => {
		if (serialize(route) === hostAddress) return;
		hostAddress = serialize(route);
		const found = fromAddress(route);
		useLocationStore.setState(found ?? { ...START_LOCATION, filter: useLocationStore.getState().filter });
		if (found !== null) return;
		// An action runs once: if its route stayed in the history, every reload and every Back would run it again.
		write("replace");
		if (isActionRoute(route)) onActionRoute(route);
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

/** Opens the place, or runs the action, that a launch URL names. */
export function openRoute(route: Route, onActionRoute: OnActionRoute): void {
	const found = fromAddress(route);
	goTo(found?.place ?? { kind: "canvas" });
	if (found && !isEmptyFilter(found.filter)) setFilter(found.filter);
	if (isActionRoute(route)) onActionRoute(route);
}

const isActionRoute = ({ route }: Route): boolean => ["/edit", "/generate", "/picture"].includes(route);

/** The action route that opens a result as a picture of its own, in a new window. */
export const pictureRoute = (task: string, index: number): Route => ({
	route: "/picture",
	params: { task, index: String(index) },
});

function flush(): void {
	if (timer === undefined) return;
	clearTimeout(timer);
	timer = undefined;
	write("replace");
}

function write(how: "push" | "replace"): void {
	const address = toAddress(useLocationStore.getState());
	if (serialize(address) === hostAddress) return;
	hostAddress = serialize(address);
	writeRoute(address, how);
}

function serialize({ route, params }: Pick<Route, "route" | "params">): string {
	return `${route}?${new URLSearchParams(Object.entries(params).sort())}`;
}
