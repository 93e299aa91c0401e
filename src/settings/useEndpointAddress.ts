// The normalized address and the request URLs of the typed endpoint, which the backend computes while the user types.
import { useEffect, useState } from "react";
import { backend } from "../host/backend";
import type { Commands, EndpointProfile } from "../host/contract";

export type AddressFields = Pick<EndpointProfile, "base_url" | "query" | "api_mode" | "edits_path">;
export type EndpointAddress = Commands["normalize"]["out"];

const DEBOUNCE_MS = 200;

/** null: unknown yet, or there is no backend. */
export function useEndpointAddress(
	{ base_url, query, api_mode, edits_path }: AddressFields,
	hasBackend: boolean,
): EndpointAddress | null {
	const [address, setAddress] = useState<EndpointAddress | null>(null);
	useEffect(() => {
		if (!hasBackend) return;
		let isCurrent = true;
		const set = (answer: EndpointAddress | null): void => {
			if (isCurrent) setAddress(answer);
		};
		const timer = setTimeout(() => {
			backend.normalize({ base_url, query, api_mode, edits_path }).then(set, () => set(null));
		}, DEBOUNCE_MS);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, [base_url, query, api_mode, edits_path, hasBackend]);
	return address;
}
