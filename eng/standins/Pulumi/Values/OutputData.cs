namespace Pulumi;

/// <summary>The data of a finished output.</summary>
internal sealed record OutputData<T>(T Value, bool IsSecret);
