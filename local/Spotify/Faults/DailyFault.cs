using Local.Spotify.Http;

namespace Local.Spotify.Faults;

/// <summary>What goes wrong with every request of the same kind, all day long.</summary>
/// <param name="faultOf">The same for the same request and day; null: nothing.</param>
internal sealed class DailyFault(Func<RequestTarget, Fault?> faultOf) : FaultSource
{
    internal override Fault? FaultFor(RequestTarget request, SandboxClock clock) => faultOf(request) switch
    {
        // The playlist itself is described to everybody.
        Forbidden { Reason: ForbiddenReason.NotOwned } when request.Kind != RequestKind.Entries => null,
        var fault => fault,
    };
}
