using Tarn.Contracts;

namespace Tarn.Core.Tests.Contracts;

public sealed class ContractTypeTests
{
    [Theory]
    [InlineData("bigint")]
    [InlineData("double")]
    [InlineData("text")]
    [InlineData("date")]
    [InlineData("timestamp")]
    [InlineData("timestamptz")]
    [InlineData("boolean")]
    [InlineData("decimal(38,10)")]
    [InlineData("uuid")]
    [InlineData("json")]
    public void A_type_is_written_as_it_is_read(string text) => ContractType.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("int")]
    [InlineData("decimal")]
    [InlineData("decimal(39,1)")]
    [InlineData("decimal(3,4)")]
    [InlineData("TEXT")]
    public void Another_type_is_told_with_those_there_are(string text) =>
        Should.Throw<TarnException>(() => ContractType.Parse(text)).Problems.Single().Next!.ShouldContain("decimal(p,s)");
}
