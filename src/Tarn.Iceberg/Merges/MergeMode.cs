namespace Tarn.Iceberg.Merges;

/// <summary>What a three-way merge of a table is for.</summary>
public enum MergeMode
{
    /// <summary>
    /// Two sides worked on from one state, each without knowing of the other. Rows that one side appended to a partition and any other change of that partition
    /// by the other side do not go together.
    /// </summary>
    Join,

    /// <summary>
    /// The source is the state before a change, the ancestor the state after it, the target what came of that since. Appends since then stay beside what is
    /// undone.
    /// </summary>
    Undo,
}
