namespace Eng.Tests.StandIns.SpotifyApi;

/// <summary>A request as it left the client.</summary>
internal sealed record RecordedRequest(
    string Method,
    Uri Address,
    string? Authorization,
    string? ContentType,
    string? Body);
