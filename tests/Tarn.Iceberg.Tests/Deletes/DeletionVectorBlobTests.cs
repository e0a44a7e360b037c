using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Deletes;

namespace Tarn.Iceberg.Tests.Deletes;

public sealed class DeletionVectorBlobTests
{
    private const string Java = "iceberg-java/core/src/test/resources/org/apache/iceberg/deletes/";
    private const string Go = "iceberg-go/puffin/testdata/";

    /// <summary>What Java's and Go's own tests put in.</summary>
    public static TheoryData<string, long[]> Foreign => new()
    {
        { Java + "empty-position-index.bin", [] },
        { Java + "small-alternating-values-position-index.bin", [1, 3, 5, 7, 9] },
        { Java + "small-and-large-values-position-index.bin", [100, 101, 2147483747, 2147483748] },
        { Go + "deletion-vector-v1-payload.bin", [1, 3, 5, 7, 9] },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Vectors_of_other_writers_are_read(string file, long[] positions) => Read(FixtureBytes(file)).All().ShouldBe(positions);

    [Theory]
    [MemberData(nameof(Foreign))]
    public void What_is_written_is_what_other_writers_write(string file, long[] positions) => DeletionVectorBlob.Write(Rows(positions)).ShouldBe(FixtureBytes(file));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var dense = Gen.Choose(0, 3).SelectMany(key => Gen.Choose(0, 65_000).SelectMany(first => Gen.Choose(1, 6_000).Select(count => From((key * 65_536L) + first, count))));
        var sparse = Gen.Choose(0, int.MaxValue).Select(n => (IEnumerable<long>)[n, n * 5L, n % 70_000]);
        var positions = Gen.OneOf(dense, sparse).ListOf().Select(parts => parts.SelectMany(p => p).Distinct().Order().ToArray());
        Prop.ForAll(positions.ToArbitrary(), all => Read(DeletionVectorBlob.Write(Rows(all))).All().ShouldBe(all)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_vector_of_all_kinds_of_containers_is_read()
    {
        var positions = Read(FixtureBytes(Java + "all-container-types-position-index.bin")).All();
        const long high = 1L << 32;
        positions.ShouldBe(
        [
            5, 7, .. From(65_536 + 1, 999), .. From(131_072 + 1, 65_534),
            high + 10, high + 20, .. From(high + 65_536 + 10, 490), .. From(high + 131_072 + 1, 65_534),
        ]);
    }

    [Theory]
    [InlineData("64mapempty.bin", 0)]
    [InlineData("64map32bitvals.bin", 10)]
    public void Vectors_of_CRoaring_are_read(string file, int count) =>
        Read(VectorWriter.Frame(FixtureBytes(Java + file))).All().ShouldBe(Enumerable.Range(0, count).Select(n => (long)n));

    [Fact]
    public void Positions_of_more_than_32_bits_are_read()
    {
        var spread = Read(VectorWriter.Frame(FixtureBytes(Java + "64mapspreadvals.bin")));
        spread.Count.ShouldBe(100);
        spread.All().Last().ShouldBeGreaterThan(uint.MaxValue);
    }

    [Fact]
    public void Positions_of_64_bits_are_refused() =>
        Fault(VectorWriter.Frame(FixtureBytes(Java + "64maphighvals.bin"))).ShouldContain("positions have no more than 63 bits, at byte");

    [Fact]
    public void A_blob_that_is_too_short_is_refused() => Fault([1, 2, 3]).ShouldBe("v.puffin: the deletion vector has 3 bytes, and the least are 12.");

    [Fact]
    public void A_blob_of_another_length_is_refused() =>
        Fault([.. Blob(1), 0]).ShouldBe("v.puffin: the deletion vector tells a length of 34 at byte 0 where 35 bytes lie.");

    [Fact]
    public void A_blob_without_the_magic_is_refused() =>
        Fault(With(Blob(1), 5, 0)).ShouldBe("v.puffin: the deletion vector has D1003964 at byte 4 where D1D33964 should stand.");

    [Fact]
    public void A_blob_that_was_changed_is_refused() =>
        Fault(With(Blob(1), 36, 9)).ShouldMatch("the deletion vector has the check sum [0-9A-F]{8} where [0-9A-F]{8} is told at byte 38");

    /// <summary>Offset in the vector and the byte put there, before the frame is made; what is told. A vector of the positions 1 and 3.</summary>
    [Theory]
    [InlineData(0, 99, "has 99 bitmaps where 24 bytes are left, at byte 16 of its blob")]
    [InlineData(12, 0, "has the cookie 12288 where 12346 or 12347 should stand, at byte 24 of its blob")]
    [InlineData(16, 200, "ends where 800 bytes should follow, at byte 28 of its blob")]
    [InlineData(22, 200, "ends where 402 bytes should follow")]
    [InlineData(24, 17, "has a container elsewhere than at byte 17 of its bitmap")]
    [InlineData(28, 3, "has the position 3 behind 3")]
    [InlineData(22, 0, "goes on for 2 bytes after its last bitmap")]
    public void A_vector_that_contradicts_itself_is_refused(int at, byte value, string told) =>
        Fault(VectorWriter.Frame(With(VectorWriter.Vector([1, 3], withRuns: false), at, value))).ShouldContain(told);

    [Fact]
    public void Every_blob_that_is_cut_short_is_refused()
    {
        var vector = VectorWriter.Vector([1, 3, 70_000, 1L << 33], withRuns: true);
        for (var length = 0; length < vector.Length; length++)
            Fault(VectorWriter.Frame(vector[..length])).ShouldStartWith("v.puffin: the deletion vector ");
    }

    [Fact]
    public void Every_damaged_vector_is_read_or_refused()
    {
        var chance = new Random(20261121);
        var whole = VectorWriter.Vector([.. Enumerable.Range(0, 9_000).Select(n => n * 2L), 1L << 33, .. Enumerable.Range(1 << 20, 50).Select(n => (long)n)], withRuns: false);
        for (var n = 0; n < 2_000; n++)
        {
            var damaged = With(whole, chance.Next(60), (byte)chance.Next(256));
            try
            {
                Read(VectorWriter.Frame(damaged)).Count.ShouldBeLessThan(80_000);
            }
            catch (IcebergException e)
            {
                e.Kind.ShouldBe(IcebergFault.Corrupt);
            }
        }
    }

    private static RowPositions Rows(IEnumerable<long> positions)
    {
        var rows = new RowPositionsBuilder();
        foreach (var position in positions)
            rows.Add(position);
        return rows.Build();
    }

    private static IEnumerable<long> From(long first, int count) => Enumerable.Range(0, count).Select(n => first + n);

    private static RowPositions Read(byte[] blob) => DeletionVectorBlob.Read(blob, "v.puffin");

    private static byte[] Blob(params long[] positions) => VectorWriter.Blob(positions, withRuns: false);

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        var changed = bytes.ToArray();
        changed[at] = value;
        return changed;
    }

    private static string Fault(byte[] blob)
    {
        var refusal = Should.Throw<IcebergException>(() => Read(blob));
        (refusal.Kind, refusal.Location).ShouldBe((IcebergFault.Corrupt, "v.puffin"));
        return refusal.Message;
    }

    private static byte[] FixtureBytes(string file) => File.ReadAllBytes(Path.Join(Fixtures.Folder(Path.GetDirectoryName(file)!), Path.GetFileName(file)));
}
