// Builds the request that a gateway is given from a stored task: loads its input images from the library, and requests
// only the missing outputs when the task is retried after some arrived. No image leaves by another way: here metadata are
// removed, and formats that models do not take are converted.
import { EditorError } from "../../editor/outgoingPicture";
import type { GatewayRequest, InputPicture } from "../gateway/types";
import { StudioError } from "../host/errors";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { isPartialRetry, missingIndices } from "./missingOutputs";
import { toOutgoingImage } from "./outgoingImages";
import { sentImages } from "./taskDraft";

export async function toGatewayRequest(
	task: TaskRecord,
	library: Pick<Library, "getImage">,
	isBase64Wanted: boolean,
): Promise<GatewayRequest> {
	const { markup, isMarkupField, editMask, allowEverything } = task.inputs;
	const images = await Promise.all(sentImages(task).map((image, at) => loadInput(library, image, `image-${at + 1}`)));
	return {
		requestId: task.requestId,
		taskId: task.id,
		operation: task.operation,
		prompt: task.sentPrompt ?? task.prompt,
		params: task.params,
		...(isPartialRetry(task) ? missingOnly(task) : {}),
		images,
		...(editMask ? { editMask: await loadInput(library, editMask, "mask") } : {}),
		...(markup && isMarkupField ? { markup: await loadInput(library, markup, "markup") } : {}),
		...(allowEverything ? { allowEverything } : {}),
		...(task.baseUrl ? { baseUrl: task.baseUrl } : {}),
		...(task.profileId ? { profileId: task.profileId } : {}),
		...(isBase64Wanted ? { isBase64Wanted: true } : {}),
	};
}

/** A custom endpoint is given the indices of the missing outputs; the managed gateway takes only their number. */
function missingOnly(task: TaskRecord): Pick<GatewayRequest, "params" | "onlyIndices"> {
	const onlyIndices = missingIndices(task);
	return task.gateway === "custom"
		? { params: task.params, onlyIndices }
		: { params: { ...task.params, n: onlyIndices.length } };
}

async function loadInput(library: Pick<Library, "getImage">, sha256: string, name: string): Promise<InputPicture> {
	const image = await library.getImage(sha256);
	if (!image) {
		throw new StudioError({ code: "blob_missing", message: "a picture of this task is not in the library" });
	}
	const outgoing = await toOutgoingImage(sha256, image.blob).catch((error: unknown) => {
		throw unusable(error);
	});
	return { ...outgoing, fileName: `${name}.${outgoing.blob.type.split("/")[1] ?? "png"}` };
}

/** The codes of the backend's own check, whose messages say that nothing was sent. */
function unusable(error: unknown): unknown {
	if (!(error instanceof EditorError)) return error;
	const codes: Partial<Record<EditorError["code"], string>> = {
		"empty-file": "image_empty",
		"not-an-image": "image_not_an_image",
		"heic-image": "image_not_an_image",
		"damaged-image": "image_damaged",
		"image-too-large": "image_too_large",
	};
	const code = codes[error.code] ?? "internal";
	return new StudioError({ code, message: `an input cannot be sent: ${error.code}` });
}
