// The side panel that lists the document's layers, top first: masks, references, annotations, paint layers, results, edit frame,
// picture.
import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../../ui";
import { ANNOTATION_STRINGS } from "../../annotationStrings";
import { describePictureNote } from "../../errorStrings";
import { PAINT_STRINGS } from "../../paintStrings";
import { STRINGS } from "../../strings";
import { findAction } from "../../tools";
import type { PanelProps } from "../panelProps";
import { SidePanel } from "../SidePanel";
import { Thumbnail } from "../Thumbnail";
import { AnnotationList } from "./AnnotationList";
import { AdjustmentSection } from "./adjustments/AdjustmentSection";
import { MaskList } from "./MaskList";
import { ObjectProperties } from "./ObjectProperties";
import { PaintList } from "./PaintList";
import { ReferenceList } from "./ReferenceList";
import { ResultList } from "./ResultList";

export function LayersPanel(panelProps: PanelProps) {
	const { session, snapshot, locale } = panelProps;
	const { document } = snapshot;
	if (document === null) return null;
	const { picture, frame, annotations } = document;
	// The properties of a mixed selection stand below the annotations.
	const isAnnotationSelected = annotations.some(({ id }) => snapshot.selectedObjects.includes(id));
	return (
		<SidePanel {...panelProps} title={STRINGS.layers[locale]} action="panel.layers">
			<Section {...panelProps} title={STRINGS.masks[locale]} add="layer.addMask">
				<MaskList {...panelProps} />
				<p className="hfis-ui-quiet">{STRINGS.unionHint[locale]}</p>
			</Section>
			<Section {...panelProps} title={STRINGS.references[locale]} add="layer.addReference">
				<ReferenceList {...panelProps} />
				{!isAnnotationSelected && <ObjectProperties {...panelProps} />}
			</Section>
			<Section {...panelProps} title={ANNOTATION_STRINGS.annotations[locale]}>
				<AnnotationList {...panelProps} />
				{isAnnotationSelected && <ObjectProperties {...panelProps} />}
			</Section>
			<Section {...panelProps} title={PAINT_STRINGS.paintLayers[locale]} add="layer.addPaint">
				<PaintList {...panelProps} />
			</Section>
			<Section {...panelProps} title={STRINGS.results[locale]}>
				<ResultList {...panelProps} />
			</Section>
			<AdjustmentSection {...panelProps} />
			{frame !== null && (
				<Section {...panelProps} title={STRINGS.frame[locale]}>
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
			<Section {...panelProps} title={STRINGS.image[locale]}>
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
						{describePictureNote(note, locale)}
					</p>
				))}
			</Section>
		</SidePanel>
	);
}

interface SectionProps extends PanelProps {
	readonly title: string;
	/** The id of the action that adds a layer. */
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
