using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Expressions;

namespace Tarn.Engine;

/// <summary>Which rows leave a table, and what comes in their place. Closed. Relations and conditions are SQL; those of old rows see the table's columns.</summary>
public abstract record RowEdit
{
    private RowEdit() { }

    /// <summary>The table property that says whether files are written anew or rows deleted beside them.</summary>
    public abstract string ModeProperty { get; }

    /// <summary>What a snapshot tells of it: delete, update, merge or overwrite.</summary>
    public abstract string Command { get; }

    /// <summary>Which rows can leave: files that cannot hold one are not read. Null: any.</summary>
    public Expression? Wanted { get; init; }

    /// <summary>New rows take the place of those with the same key.</summary>
    /// <param name="NewRows">Their relation; it can be read more than once and has each key once.</param>
    /// <param name="Keys">The columns of the key.</param>
    public sealed record Merge(string NewRows, IReadOnlyList<string> Keys) : RowEdit
    {
        /// <inheritdoc/>
        public override string ModeProperty => TableProperties.MergeMode;

        /// <inheritdoc/>
        public override string Command => RowCommands.Merge;
    }

    /// <summary>New rows take the place of those for which a condition is true.</summary>
    /// <param name="NewRows">Their relation; it can be read more than once.</param>
    /// <param name="Where">The condition.</param>
    public sealed record Overwrite(string NewRows, string Where) : RowEdit
    {
        /// <inheritdoc/>
        public override string ModeProperty => TableProperties.DeleteMode;

        /// <inheritdoc/>
        public override string Command => RowCommands.Overwrite;
    }

    /// <summary>Rows go for which a condition is true.</summary>
    /// <param name="Where">The condition.</param>
    public sealed record Delete(string Where) : RowEdit
    {
        /// <inheritdoc/>
        public override string ModeProperty => TableProperties.DeleteMode;

        /// <inheritdoc/>
        public override string Command => RowCommands.Delete;
    }

    /// <summary>Columns get other values in rows for which a condition is true.</summary>
    /// <param name="Set">Column -> an expression over the row as it was, cast to the column's type.</param>
    /// <param name="Where">The condition.</param>
    public sealed record Update(IReadOnlyDictionary<string, string> Set, string Where) : RowEdit
    {
        /// <inheritdoc/>
        public override string ModeProperty => TableProperties.UpdateMode;

        /// <inheritdoc/>
        public override string Command => RowCommands.Update;
    }
}
