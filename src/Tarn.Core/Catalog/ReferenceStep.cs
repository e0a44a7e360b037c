namespace Tarn.Catalog;

/// <summary>What to do with a reference after its head was read.</summary>
/// <typeparam name="TResult">What the caller gets.</typeparam>
internal abstract record ReferenceStep<TResult>
{
    private ReferenceStep() { }

    /// <summary>Nothing is left to do.</summary>
    public sealed record Stay(TResult Result) : ReferenceStep<TResult>;

    /// <summary>Move it to this value; the result holds when that succeeds. Move and Time are filled in by the mover.</summary>
    public sealed record Move(ReferenceValue Value, TResult Result) : ReferenceStep<TResult>;
}
