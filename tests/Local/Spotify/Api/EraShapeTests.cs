using Local.Aws.Declaration;
using Local.Spotify.Api;
using Local.Spotify.Configuration;

namespace Tests.Local.Spotify.Api;

public sealed class EraShapeTests
{
    [Fact]
    public void Eras_are_known_by_their_names_and_by_no_other()
    {
        Assert.Equal([Era.Legacy, Era.Development2026], EraShape.Names.Select(EraShape.Parse));
        Assert.Equal(
            "'2025' is no era of the Spotify API; use legacy or 2026.",
            Assert.Throws<FormatException>(() => EraShape.Parse("2025")).Message);
    }
}
