// Plans the edit requests that Generate would send now. Replans after every gesture and shows the plan on the canvas.
import { useEffect, useMemo } from "react";
import type { Editor, EditorState, EditPlan } from "../../editor/index";
import type { PlannedInputs } from "../prompt/plannedInputs";
import type { DrawingContext } from "./drawingEncoding";
import { drawingContext, editOptions } from "./editOptions";
import { inputsOfPlans } from "./inputsOfPlans";
import { type EditChoices, useEditChoices } from "./requestChoices";

export interface EditPlans {
	readonly choices: EditChoices;
	/** One plan for each request. Empty without a picture. */
	readonly plans: readonly EditPlan[];
	/** The number of separate masked areas: the number of requests if each is sent by itself. */
	readonly areas: number;
	/** The input images of each plan. */
	readonly inputs: readonly PlannedInputs[];
	/** The facts by which the ways of sending annotations are offered. */
	readonly drawing: DrawingContext;
	/** Annotations are sent in a way that tells the model what to do, so that a prompt is not needed. */
	readonly hasInstructions: boolean;
}

export function useEditPlans(
	editor: Pick<Editor, "previewRequest" | "planEdits" | "save">,
	{ picture, revision, frame, hasMask, drawingCount, writtenDrawingCount }: EditorState,
	model: string,
	/** Off: the next request does not edit the canvas. */
	isActive: boolean,
): EditPlans {
	const choices = useEditChoices();
	const id = picture?.id;
	const drawn = useMemo(
		() => ({ frame, hasMask, drawingCount, writtenDrawingCount }),
		[frame, hasMask, drawingCount, writtenDrawingCount],
	);
	const options = useMemo(() => editOptions(choices, model, drawn), [choices, model, drawn]);
	useEffect(() => {
		editor.previewRequest(isActive ? options : null);
		return () => editor.previewRequest(null);
	}, [editor, options, isActive]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: id and revision stand for the document that is planned.
	return useMemo(() => {
		const drawing = drawingContext(choices.guide, model, drawn);
		if (!isActive) return { choices, plans: [], areas: 0, inputs: [], drawing, hasInstructions: false };
		const perArea = editor.planEdits({ ...options, isPerArea: true });
		const plans = options.isPerArea ? perArea : editor.planEdits(options);
		const inputs = inputsOfPlans(editor.save() ?? {}, plans, options, drawn.hasMask);
		const hasInstructions = options.drawings === "copy" || options.drawings === "words";
		return { choices, plans, areas: perArea.length, inputs, drawing, hasInstructions };
	}, [editor, id, revision, choices, model, options, drawn, isActive]);
}
