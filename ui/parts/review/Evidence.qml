pragma ComponentBehavior: Bound

import QtQuick
import "../.."

// The sentences that show a check, to hear.
Flow {
    id: chips

    required property CheckItem check

    spacing: Theme.gapTiny + 2

    Repeater {
        model: chips.visible ? chips.check.evidence : []

        EvidenceChip {
            rubric: chips.check.rubric
            checkId: chips.check.check_id
            hasAudio: chips.check.hasAudio
        }
    }
}
