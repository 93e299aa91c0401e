// What the document consists of, top first: masks, references, results, the frame, the picture. Beside the canvas where
// there is room, else over its edge.
import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../../ui";
import { NOTES, STRINGS } from "../../strings";
import { findAction } from "../../tools/index";
import type { ChromeProps } from "../panelProps";
import { SidePanel } from "../SidePanel";
import { Thumbnail } from "../Thumbnail";
import { MaskList } from "./MaskList";
import { ReferenceList, ResultList } from "./PictureLists";

export function LayersPanel(chrome: ChromeProps) {
	const { session, snapshot, locale } = chrome;
	const { document } = snapshot;
	if (document === null) return null;
	const { picture, frame } = document;
	return (
		<SidePanel {...chrome} title={STRINGS.layers[locale]} action="panel.layers">
			<Section {...chrome} title={STRINGS.masks[locale]} add="layer.addMask">
				<MaskList {...chrome} />
				<p className="hfis-ui-quiet">{STRINGS.unionHint[locale]}</p>
			</Section>
			<Section {...chrome} title={STRINGS.references[locale]} add="layer.addReference">
				<ReferenceList {...chrome} />
			</Section>
			<Section {...chrome} title={STRINGS.results[locale]}>
				<ResultList {...chrome} />
			</Section>
			{frame !== null && (
				<Section {...chrome} title={STRINGS.frame[locale]}>
					<div className="hfis-layers-row">
						<span className="hfis-layers-fact">
							{frame.right - frame.left} × {frame.bottom - frame.top}
						</span>
						<IconButton
							size={16}
							icon={Trash2}
							label={STRINGS.removeFrame[locale]}
							onClick={() => session.apply([{ type: "commands", commands: [{ type: "frame.set", frame: null }] }])}
						/>
					</div>
				</Section>
			)}
			<Section {...chrome} title={STRINGS.picture[locale]}>
				<div className="hfis-layers-row">
					<span className="hfis-layers-face">
						<Thumbnail session={session} image={picture.image} side={24} size={picture} />
					</span>
					<span className="hfis-layers-fact" title={picture.name}>
						<span>{picture.name}</span>
						<span className="hfis-ui-quiet">
							{picture.width} × {picture.height}
						</span>
					</span>
				</div>
				{snapshot.state.picture?.notes?.map((note) => (
					<p key={note} className="hfis-ui-quiet">
						{NOTES[note][locale]}
					</p>
				))}
			</Section>
		</SidePanel>
	);
}

interface SectionProps extends ChromeProps {
	readonly title: string;
	/** The action that adds one. */
	readonly add?: string;
	readonly children: ReactNode;
}

function Section({ session, locale, title, add, children }: SectionProps) {
	const action = add === undefined ? undefined : findAction(add);
	return (
		<section aria-label={title}>
			<div className="hfis-layers-title">
				<h3>{title}</h3>
				{action && (
					<IconButton
						size={16}
						tone="strong"
						icon={Plus}
						label={action.label[locale]}
						onClick={() => session.run(action.id)}
					/>
				)}
			</div>
			{children}
		</section>
	);
}
