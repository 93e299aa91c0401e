// Selects objects on the canvas with the segmentation model that the settings name, which the backend runs.
import type { SegmentationPrompt, SegmentationSource } from "../../editor/index";
import { sha256Hex } from "../bytes/sha256";
import { type GatewayStatus, useGatewayStatus } from "../gateway/status";
import type { Backend } from "../host/backend";
import { goTo } from "../navigation/route";

/** SAM's encoders see a square of 1024 pixels. */
const PICTURE_SIDE = 1024;

type SegmentationBackend = Pick<Backend, "putBlob" | "getBlob" | "segment">;

export function createSegmentation(backend: SegmentationBackend, report: (error: unknown) => void): SegmentationSource {
	/** The picture of the last prompts: hashed and uploaded once. */
	let uploaded: { readonly picture: Blob; readonly sha256: Promise<string> } | null = null;

	function upload(picture: Blob): Promise<string> {
		if (uploaded?.picture === picture) return uploaded.sha256;
		const sha256 = putPicture(backend, picture);
		const upload = { picture, sha256 };
		uploaded = upload;
		sha256.catch(() => {
			if (uploaded === upload) uploaded = null;
		});
		return sha256;
	}

	async function segment(picture: Blob, prompt: SegmentationPrompt, signal: AbortSignal) {
		const sha256 = await upload(picture);
		signal.throwIfAborted();
		const masks = await backend.segment(
			{ files: filesOf(useGatewayStatus.getState()), sha256, ...argument(prompt) },
			signal,
		);
		return Promise.all(
			masks.map(async ({ sha256, width, height }) => {
				const bytes = await backend.getBlob(sha256, "application/octet-stream");
				return { width, height, coverage: new Uint8Array(await bytes.arrayBuffer()) };
			}),
		);
	}

	return {
		pictureSide: PICTURE_SIDE,
		isReady: () => isReady(useGatewayStatus.getState()),
		subscribe: (listener) =>
			useGatewayStatus.subscribe((now, before) => {
				if (isReady(now) !== isReady(before)) listener();
			}),
		setUp: () => goTo({ kind: "settings", section: "canvas" }),
		async segment(picture, prompt, signal) {
			try {
				return await segment(picture, prompt, signal);
			} catch (error) {
				signal.throwIfAborted();
				// The backend may have deleted the picture meanwhile.
				uploaded = null;
				report(error);
				return null;
			}
		},
	};
}

async function putPicture(backend: SegmentationBackend, picture: Blob): Promise<string> {
	const sha256 = await sha256Hex(new Uint8Array(await picture.arrayBuffer()));
	await backend.putBlob(sha256, picture);
	return sha256;
}

const filesOf = ({ settings }: GatewayStatus) => ({
	encoder: settings.segmentation_encoder,
	decoder: settings.segmentation_decoder,
});

const isReady = (status: GatewayStatus): boolean => {
	const { encoder, decoder } = filesOf(status);
	return status.hasBackend && encoder !== "" && decoder !== "";
};

function argument({ kind, ...place }: SegmentationPrompt): { point: { x: number; y: number } } | { box: Box } {
	return kind === "point" ? { point: place as { x: number; y: number } } : { box: place as Box };
}

interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}
