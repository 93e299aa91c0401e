// The actions on the shown candidate: the main ones as words, in the order in which they are needed, all others in a menu.
import { Ellipsis } from "lucide-react";
import { tooltipProps } from "../../../ui";
import { RESULT_STRINGS } from "../../resultStrings";
import { STRINGS } from "../../strings";
import { type Action, findAction } from "../../tools";
import type { Phrase } from "../../types";
import { ActionMenuSections } from "../ActionMenuItem";
import { EditorPopover } from "../EditorPopover";
import { focusCanvas } from "../focusCanvas";
import { actionKeys } from "../keyLabels";
import type { PanelProps } from "../panelProps";
import { KeepButton } from "./KeepButton";

interface Word {
	readonly action: Action;
	readonly word: Phrase;
	/** It is only in the menu where there is little room. */
	readonly isMinor?: boolean;
}

function word(id: string, text: Phrase): readonly Word[] {
	const action = findAction(id);
	return action === undefined ? [] : [{ action, word: text }];
}

const DISCARD = word("result.discard", RESULT_STRINGS.discard);
const REQUESTING = [
	...word("result.reproduce", RESULT_STRINGS.again),
	...word("result.more", RESULT_STRINGS.another),
	...word("result.again", RESULT_STRINGS.changeWords),
];
const CHOOSE = word("result.takePart", RESULT_STRINGS.chooseWhatToKeep);
const OPEN = word("result.open", RESULT_STRINGS.openAsImage);
const LAYER = word("result.layer", RESULT_STRINGS.placeAsLayer);
const REFERENCE = word("result.reference", RESULT_STRINGS.useAsReference);

const section = (...ids: readonly string[]): readonly Action[] => ids.flatMap((id) => findAction(id) ?? []);
const REQUESTS = section("result.reproduce", "result.more", "result.again");
const USES = section("result.open", "result.layer", "result.reference", "result.look");
const DOCK = section("results.dock");
const MENU = [[...section("result.takePart"), ...REQUESTS], USES, section("result.discard", "result.discardAll"), DOCK];
const GENERATED_MENU = [REQUESTS, USES, section("result.discard"), DOCK];

interface ResultActionsProps extends PanelProps {
	/** A result source can request more results. */
	readonly canRequest: boolean;
}

export function ResultActions({ canRequest, ...panelProps }: ResultActionsProps) {
	const isGenerated = panelProps.snapshot.shownGenerated !== null;
	const requesting = canRequest ? REQUESTING : [];
	const reference = canRequest ? REFERENCE : [];
	const minor = [...OPEN, ...(canRequest ? LAYER : []), ...reference];
	const words = isGenerated
		? [...reference, ...requesting, ...DISCARD]
		: [...DISCARD, ...requesting, ...CHOOSE, ...minor.map((one) => ({ ...one, isMinor: true }))];
	return (
		<span className="hfis-results-words">
			{isGenerated ? (
				OPEN.map((one) => <WordButton key={one.action.id} {...panelProps} {...one} isPrimary />)
			) : (
				<KeepButton {...panelProps} />
			)}
			{words.map((one) => (
				<WordButton key={one.action.id} {...panelProps} {...one} />
			))}
			<EditorPopover
				label={STRINGS.moreActions[panelProps.locale]}
				face={<Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />}
				buttonClassName="hfis-ui-icon-button-strong"
				side="above"
				tooltipSide="above"
				isMenu
				name="result"
			>
				{(close) => <ActionMenuSections {...panelProps} sections={isGenerated ? GENERATED_MENU : MENU} close={close} />}
			</EditorPopover>
		</span>
	);
}

function WordButton(props: PanelProps & Word & { readonly isPrimary?: boolean }) {
	const { session, snapshot, locale, action, word: text, isMinor = false, isPrimary = false } = props;
	const keys = actionKeys(action, snapshot);
	return (
		<button
			type="button"
			className={`hfis-ui-button hfis-results-word ${isPrimary ? "hfis-ui-button-primary" : ""}`}
			data-action={action.id}
			data-minor={isMinor || undefined}
			aria-keyshortcuts={keys.aria}
			disabled={!action.isEnabled(snapshot)}
			{...tooltipProps({ text: action.label[locale], keys: keys.text, side: "above" })}
			onClick={(event) => {
				session.run(action.id);
				if (event.detail > 0) focusCanvas(event.currentTarget);
			}}
		>
			{text[locale]}
		</button>
	);
}
