namespace Twin.Aws.Hosting;

/// <summary>
/// An undocumented behaviour on which the stack relies: an entry of <c>docs/assumptions.md</c>. A run can play the
/// opposite.
/// </summary>
/// <param name="Id">The id of the entry.</param>
/// <param name="Otherwise">The opposite, as a run plays it: a sentence without its full stop.</param>
public sealed record UndocumentedBehavior(string Id, string Otherwise);
