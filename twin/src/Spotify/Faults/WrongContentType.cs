using System.Text;
using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <summary>A web page instead of the response, as proxies send it, with a status that indicates success.</summary>
internal sealed record WrongContentType : Fault
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        "<!DOCTYPE html><html><head><title>Spotify</title></head><body>Something went wrong.</body></html>");

    public override string Name => "wrong content type";

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        SandboxResponse.Ok(Page) with { ContentType = "text/html; charset=utf-8" };
}
