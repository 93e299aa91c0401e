// What the address in the form becomes, asked of the backend while somebody types.
import { useEffect, useState } from "react";
import { backend } from "../host/backend";
import type { Commands, EndpointProfile } from "../host/contract";

export type AddressFields = Pick<EndpointProfile, "base_url" | "query" | "api_mode" | "edits_path">;
export type EndpointAddress = Commands["normalize"]["out"];

const PAUSE_MS = 200;

/** null: not known yet, or there is no backend to ask. */
export function useEndpointAddress(
	{ base_url, query, api_mode, edits_path }: AddressFields,
	hasBackend: boolean,
): EndpointAddress | null {
	const [address, setAddress] = useState<EndpointAddress | null>(null);
	useEffect(() => {
		if (!hasBackend) return;
		let isCurrent = true;
		const take = (answer: EndpointAddress | null): void => {
			if (isCurrent) setAddress(answer);
		};
		const timer = setTimeout(() => {
			backend.normalize({ base_url, query, api_mode, edits_path }).then(take, () => take(null));
		}, PAUSE_MS);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, [base_url, query, api_mode, edits_path, hasBackend]);
	return address;
}
