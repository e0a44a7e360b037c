namespace Tarn.DuckDb.Columns;

/// <summary>UNION: a struct of the tag and a column a member, of which the tag says the one that counts.</summary>
public sealed class UnionColumn : ColumnReader
{
    private readonly IReadOnlyList<DuckDbColumn> _members;
    private readonly FixedColumn<byte> _tags;

    internal UnionColumn(ColumnSource source)
        : base(source)
    {
        _members = ((DuckDbType.Union)source.Type).Members;
        _tags = new FixedColumn<byte>(Child(DuckDbType.UTinyInt, source.Vector.Field(0), source.Count));
        Members = [.. _members.Select((m, i) => ColumnReaders.Of(Child(m.Type, source.Vector.Field(i + 1), source.Count)))];
    }

    /// <summary>A column a member; only at rows of its tag it holds values.</summary>
    public IReadOnlyList<ColumnReader> Members { get; }

    /// <summary>Which member the row is.</summary>
    public int Tag(int row) => _tags[row];

    private protected override object Read(int row) => new DuckDbUnion(_members[Tag(row)].Name, Members[Tag(row)].GetValue(row));
}
