namespace Local.Aws.Iam;

/// <summary>A call that IAM refused, and how often.</summary>
public sealed record DeniedCall(string Principal, string Action, string Resource, int Times);
