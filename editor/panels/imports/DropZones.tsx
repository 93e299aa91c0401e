// The drop zones for dragged files: one while no picture is open, three over a picture.
import { ImagePlus, Images, SquareDashed } from "lucide-react";
import { fill, STRINGS } from "../../strings";
import type { PickPurpose } from "../../tools";
import type { PanelProps } from "../panelProps";

interface DropZonesProps extends Pick<PanelProps, "snapshot" | "locale"> {
	readonly over: PickPurpose | null;
}

export function DropZones({ snapshot, locale, over }: DropZonesProps) {
	const { picture } = snapshot.state;
	if (picture === null)
		return <div className="hfis-imports-drop hfis-imports-drop-one">{STRINGS.dropHere[locale]}</div>;
	const zone = (purpose: PickPurpose, Icon: typeof Images, title: string, more: string) => (
		<div className="hfis-imports-drop-zone" data-purpose={purpose} data-over={over === purpose}>
			<Icon size={28} strokeWidth={1.25} aria-hidden="true" />
			<strong>{title}</strong>
			<span>{more}</span>
		</div>
	);
	return (
		<div className="hfis-imports-drop">
			{zone("picture", ImagePlus, STRINGS.useOpen[locale], STRINGS.useOpenHint[locale])}
			{zone("reference", Images, STRINGS.useReference[locale], STRINGS.useReferenceHint[locale])}
			{zone("mask", SquareDashed, STRINGS.useMask[locale], fill(STRINGS.useMaskHint, locale, sizeOf(picture)))}
		</div>
	);
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });
