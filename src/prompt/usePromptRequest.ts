// Derives the request, its price and the reason why it cannot be sent from the prompt bar's state and the canvas.
import { useEffect } from "react";
import type { EditPlan } from "../../editor/basics";
import { unsupportedReason } from "../gateway/capabilities";
import { addPrices, estimatePrice } from "../gateway/prices";
import { defaultModel, partialImageCount, useGatewayStatus } from "../gateway/status";
import { useLocale, useTranslate } from "../i18n/locale";
import { disabledReason } from "./disabledReason";
import { readDefaultChoices, resolveParams } from "./parameters/parameterChoices";
import { hiddenImageCount, inputSizes, type PlannedInputs } from "./plannedInputs";
import type { PromptRequest } from "./promptRequest";
import { followDefaults, type Intent, usePrompt } from "./promptState";
import { imageKeysOf, type RequestImage } from "./references/requestImages";

/** The chosen model, or the default model. */
export function useEffectiveModel(): string {
	const standard = useGatewayStatus(defaultModel);
	return usePrompt(({ choices }) => choices.model.trim()) || standard;
}

interface CanvasRequest {
	readonly intent: Intent;
	readonly images: readonly RequestImage[];
	/** Sizes of the images by SHA-256, as far as they are known. */
	readonly sizes: ReadonlyMap<string, EditPlan["sent"]>;
	readonly hasMask: boolean;
	/** Regions with a note of their own. Their notes are sent with the prompt, which may then be empty. */
	/** Region notes or annotations say what to do, so that a prompt is not needed. */
	readonly hasInstructions: boolean;
	/** The edit requests of the canvas, one for each area. */
	readonly planned: readonly PlannedInputs[];
	readonly isBusy: boolean;
}

export function usePromptRequest(canvas: CanvasRequest) {
	const { intent, images, sizes, hasMask, hasInstructions, planned, isBusy } = canvas;
	const t = useTranslate();
	const locale = useLocale();
	const status = useGatewayStatus();
	const { mentionText, choices, references } = usePrompt();
	const model = useEffectiveModel();

	// The settings may be changed here, in another window, or in HaloForge's form.
	const isGatewayKnown = status.choice !== null;
	const { settings } = status;
	useEffect(() => {
		if (isGatewayKnown) followDefaults(readDefaultChoices(settings));
	}, [isGatewayKnown, settings]);

	const customEndpoint = status.choice?.kind === "custom" ? status.active : null;
	const imageCount = images.length + hiddenImageCount(planned);
	const operation = images.length > 0 ? "edit" : "generate";
	const capabilities = {
		baseUrl: status.choice?.kind === "custom" ? status.choice.baseUrl : undefined,
		isManaged: status.choice?.kind === "managed",
		isCodex: customEndpoint?.profile.codex_compat ?? false,
		operation,
		hasMask,
	} as const;
	const gatewayDefaultModel = defaultModel(status);
	const resolved = resolveParams(
		{ ...choices, model },
		{ ...capabilities, defaultModel: gatewayDefaultModel, defaultSize: settings.default_size },
	);
	const partialImages = partialImageCount(status);
	const priceOf = (inputs?: PlannedInputs) =>
		estimatePrice({
			...resolved.params,
			...(inputs ? { size: inputs.size } : {}),
			promptChars: mentionText.text.length,
			images: inputSizes(images, sizes, inputs),
			partialImages,
		});
	const request: PromptRequest = {
		intent,
		text: mentionText,
		params: resolved.params,
		references: references.map(({ image }) => image),
		partialImages,
	};
	const disabled = disabledReason(
		{
			gateway: status.choice,
			isBusy,
			mentionText,
			imageKeys: imageKeysOf(images),
			imageCount,
			hasInstructions,
			operation,
			hasMask,
			model,
		},
		t,
		locale,
	);
	return {
		request,
		resolved,
		disabled,
		/** The reason why the prompt is too long, beside the field: `disabled` may name another reason. */
		tooLong: unsupportedReason("prompt", model, mentionText.text.length)?.[locale],
		isGatewayKnown,
		parameters: { choices, model, context: { ...capabilities, format: resolved.params.outputFormat } },
		defaultModel: gatewayDefaultModel,
		profileId: customEndpoint?.profile.id,
		totalPrice: addPrices(planned.length > 0 ? planned.map(priceOf) : [priceOf()]),
	};
}
