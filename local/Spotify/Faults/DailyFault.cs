namespace Local.Spotify.Faults;

/// <summary>What goes wrong with every request of the same kind, all day long.</summary>
/// <param name="fate">The same for the same request and day; null: nothing.</param>
internal sealed class DailyFault(Func<RequestTarget, Fault?> fate) : FaultSource
{
    internal override Fault? FaultFor(RequestTarget request, SandboxClock clock) => fate(request) switch
    {
        // The playlist itself is described to everybody.
        Forbidden { Reason: ForbiddenReason.NotOwned } when request.Kind != RequestKind.Entries => null,
        var mishap => mishap,
    };
}
