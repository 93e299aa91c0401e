// What edits would send now, worked out again after every gesture, and shown on the canvas.
import { useEffect, useMemo } from "react";
import type { EditOptions, Editor, EditorState, EditPlan } from "../../editor/index";
import { addedPictures } from "./addedPictures";
import { editWishes } from "./editOptions";
import { type EditChoices, useEditChoices } from "./requestChoices";

export interface EditPlans {
	readonly choices: EditChoices;
	readonly wishes: EditOptions;
	/** One for each request; none without a picture. */
	readonly plans: readonly EditPlan[];
	/** How many requests there would be, one for each area. */
	readonly areas: number;
	/** How many pictures more go out than are to be seen beside the prompt. */
	readonly added: number;
}

export function useEditPlans(
	editor: Editor,
	{ picture, revision, frame, hasMask }: EditorState,
	model: string,
): EditPlans {
	const choices = useEditChoices();
	const id = picture?.id;
	const wishes = useMemo(() => editWishes(choices, model, frame), [choices, model, frame]);
	useEffect(() => {
		editor.previewRequest(wishes);
		return () => editor.previewRequest(null);
	}, [editor, wishes]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: id and revision stand for the document that is asked.
	return useMemo(() => {
		const apart = editor.planEdits({ ...wishes, isPerArea: true });
		const plans = wishes.isPerArea ? apart : editor.planEdits(wishes);
		const added = addedPictures(editor.save() ?? {}, plans, wishes, hasMask);
		return { choices, wishes, plans, areas: apart.length, added };
	}, [editor, id, revision, choices, wishes, hasMask]);
}
