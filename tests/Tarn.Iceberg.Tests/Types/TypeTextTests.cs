using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Types;

public sealed class TypeTextTests
{
    [Fact]
    public void Every_primitive_reads_back_from_its_text() =>
        Prop.ForAll(Schemas.Primitives.ToArbitrary(), type => TypeText.Parse(TypeText.Print(type)) == type).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("decimal(9, 2)", "decimal(9, 2)")]
    [InlineData("decimal(9,2)", "decimal(9, 2)")]
    [InlineData("decimal( 38 , 0 )", "decimal(38, 0)")]
    [InlineData("fixed[16]", "fixed[16]")]
    [InlineData("timestamptz_ns", "timestamptz_ns")]
    public void Spaces_do_not_count(string text, string printed) => TypeText.Print(TypeText.Parse(text)).ShouldBe(printed);

    [Theory]
    [InlineData("integer")]
    [InlineData("decimal(39, 2)")]
    [InlineData("decimal(9)")]
    [InlineData("decimal(2, 9)")]
    [InlineData("fixed[-1]")]
    [InlineData("")]
    public void What_names_no_type_is_invalid(string text) =>
        Should.Throw<IcebergException>(() => TypeText.Parse(text)).Kind.ShouldBe(IcebergFault.Invalid);

    [Fact]
    public void Geometry_is_known_and_not_supported() =>
        Should.Throw<IcebergException>(() => TypeText.Parse("geometry(srid:3857)")).Kind.ShouldBe(IcebergFault.Unsupported);

    [Fact]
    public void Nested_types_print_for_people() =>
        TypeText.Print(new IcebergType.Map(3, new IcebergType.String(), 4, new IcebergType.List(5, new IcebergType.Int(), false), false))
            .ShouldBe("map<string, list<int>>");
}
