// Where the pictures of a task came from and where they went, as far as tasks name the same picture.
import { useEffect, useState } from "react";
import { useTranslate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import { inputsOf, type Kin, kinOf, outputsOf } from "./kin";
import { ThumbButton } from "./ThumbButton";

interface LineageProps {
	readonly task: TaskRecord;
	readonly library: Pick<Library, "tasksWithImages" | "getThumbnail">;
	readonly onOpen: (task: TaskRecord) => void;
}

export function Lineage({ task, library, onOpen }: LineageProps) {
	const t = useTranslate();
	const [kin, setKin] = useState<readonly Kin[]>([]);
	useEffect(() => {
		let isPast = false;
		library.tasksWithImages([...inputsOf(task), ...outputsOf(task)]).then(
			(found) => isPast || setKin(kinOf(task, found)),
			() => {},
		);
		return () => {
			isPast = true;
		};
	}, [library, task]);
	return kin.map(({ how, tasks }) => (
		<section key={how}>
			<h3>{t(`detail.kin.${how}`)}</h3>
			<div className="hfis-detail-inputs">
				{tasks.map((one) => (
					<ThumbButton
						key={one.id}
						library={library}
						sha256={one.outputs[0]?.image ?? ""}
						label={`${t("tasks.detail")}: ${one.prompt}`}
						onClick={() => onOpen(one)}
					/>
				))}
			</div>
		</section>
	));
}
