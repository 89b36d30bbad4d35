using Local.Aws.Iam;

namespace Local.Aws.Metering;

/// <summary>Something that a run used and AWS would count.</summary>
/// <param name="Service">The service, by the name that its folder gives it, for example in <c>SqsUsage</c>.</param>
/// <param name="Operation">An operation of the service's API, or something else that its folder counts.</param>
/// <param name="Resource">What it was done to: a bucket's, a function's, a parameter's name.</param>
/// <param name="Caller">
/// Whose session did it: a function's name for a function. Empty where a service acts for itself.
/// </param>
/// <param name="Quantity">How often, or how many.</param>
public sealed record Usage(string Service, string Operation, string Resource, string Caller, long Quantity);
