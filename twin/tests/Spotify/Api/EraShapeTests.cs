using Twin.Spotify.Api;

namespace Twin.Tests.Spotify.Api;

public sealed class EraShapeTests
{
    [Fact]
    public void Eras_are_parsed_only_by_their_exact_names()
    {
        Assert.Equal([Era.Legacy, Era.Development2026], EraShape.Names.Select(EraShape.Parse));
        Assert.Equal(
            "'2025' is not an era of the Spotify API; use legacy or 2026.",
            Assert.Throws<FormatException>(() => EraShape.Parse("2025")).Message);
    }
}
