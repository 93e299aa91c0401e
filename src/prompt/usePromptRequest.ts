// Derives the request, its price and the reason why it cannot be sent from the prompt bar's state and the canvas.
import { useEffect } from "react";
import type { EditPlan } from "../../editor";
import { estimatePrice } from "../gateway/prices";
import { defaultModel, partialImageCount, useGatewayStatus } from "../gateway/status";
import { useLocale, useTranslate } from "../i18n/locale";
import { disabledReason } from "./disabledReason";
import { readDefaultChoices, resolveParams } from "./parameters/parameterChoices";
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
	/** The number of images that are sent in addition to `images`. */
	readonly extraImageCount: number;
	readonly hasMask: boolean;
	/** Regions with a note of their own. Their notes are sent with the prompt, which may then be empty. */
	readonly regionNoteCount: number;
	/** The plan of the next edit of the canvas. */
	readonly plan: EditPlan | null;
	/** The number of edit requests, one for each area. */
	readonly requestCount: number;
	readonly isBusy: boolean;
}

export function usePromptRequest(canvas: CanvasRequest) {
	const { intent, images, extraImageCount, hasMask, regionNoteCount, plan, requestCount, isBusy } = canvas;
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
	const imageCount = images.length + extraImageCount;
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
	const price = estimatePrice({
		...resolved.params,
		...(plan ? { size: plan.size } : {}),
		promptChars: mentionText.text.length,
		images: Array.from({ length: imageCount }, (_, index) =>
			index === 0 && plan ? plan.sent : { width: 1024, height: 1024 },
		),
		partialImages: partialImageCount(status),
	});
	const request: PromptRequest = {
		intent,
		text: mentionText,
		params: resolved.params,
		references: references.map(({ image }) => image),
		...(price ? { estimate: price } : {}),
	};
	const disabled = disabledReason(
		{
			gateway: status.choice,
			isBusy,
			mentionText,
			imageKeys: imageKeysOf(images),
			imageCount,
			hasRegionNotes: regionNoteCount > 0,
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
		isGatewayKnown,
		parameters: { choices, model, context: { ...capabilities, format: resolved.params.outputFormat } },
		defaultModel: gatewayDefaultModel,
		profileId: customEndpoint?.profile.id,
		totalPrice: price && { ...price, from: price.from * requestCount, to: price.to * requestCount },
	};
}
