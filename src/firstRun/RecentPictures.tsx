// The empty canvas of somebody who has used the studio before: the last documents, and the ways to begin another picture.
import { ImagePlus, Plug } from "lucide-react";
import type { DocumentEntry } from "../documents/documents";
import { useTranslate } from "../i18n/locale";
import { Thumbnail } from "../images/Thumbnail";
import type { Library } from "../library/library";
import { useFocusCanvas } from "./useFocusCanvas";

interface RecentPicturesProps {
	/** Newest first. */
	readonly entries: readonly DocumentEntry[];
	readonly library: Pick<Library, "getThumbnail">;
	readonly onOpen: (id: string) => void;
	readonly onChoose: () => void;
	/** Absent if a gateway is connected. */
	readonly onConnect: (() => void) | undefined;
	readonly onIntroduction: () => void;
}

const SHOWN = 8;

export function RecentPictures(props: RecentPicturesProps) {
	const { entries, library, onOpen, onChoose, onConnect, onIntroduction } = props;
	const t = useTranslate();
	return (
		<div ref={useFocusCanvas()} className="hfis-first-run-recent">
			<h2>{t(entries.length > 0 ? "firstRun.recent" : "firstRun.begin")}</h2>
			{entries.length > 0 ? (
				<ul>
					{entries.slice(0, SHOWN).map(({ id, facts: { name, base } }) => (
						<li key={id}>
							<button type="button" title={name} onClick={() => onOpen(id)}>
								<Thumbnail library={library} sha256={base} alt="" />
								<span>{name}</span>
							</button>
						</li>
					))}
				</ul>
			) : null}
			<div className="hfis-first-run-choose">
				<button type="button" className="hfis-ui-button hfis-ui-button-primary" onClick={onChoose}>
					<ImagePlus size={16} aria-hidden="true" />
					{t("firstRun.choose")}
				</button>
				{onConnect ? (
					<button type="button" className="hfis-ui-button" aria-haspopup="dialog" onClick={onConnect}>
						<Plug size={16} aria-hidden="true" />
						{t("firstRun.connect.button")}
					</button>
				) : null}
				<span>{t("firstRun.dropOrDescribe")}</span>
			</div>
			<button type="button" className="hfis-ui-button hfis-ui-button-quiet" onClick={onIntroduction}>
				{t("firstRun.introduction")}
			</button>
		</div>
	);
}
