namespace Eng.Tests.StandIns.SpotifyApi;

internal sealed record RecordedRequest(
    string Method,
    Uri Address,
    string? Authorization,
    string? ContentType,
    string? Body);
