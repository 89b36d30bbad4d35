namespace Tests.Functions.Extract.Spotify;

public sealed class SpotifyTransportTests
{
    [Fact]
    public void The_transport_follows_no_redirect_and_inflates_nothing()
    {
        using var transport = SpotifyTransport.Create();

        Assert.False(transport.AllowAutoRedirect);
        Assert.Equal(DecompressionMethods.None, transport.AutomaticDecompression);
    }
}
