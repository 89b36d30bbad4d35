namespace Twin.Aws.StepFunctions;

/// <summary>Reads a definition in the Amazon States Language with JSONPath (https://states-language.net/spec.html).
/// It reads what the twin carries out and refuses everything else by name.</summary>
internal static class DefinitionReader
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    private const int LargestDefinition = 1024 * 1024;
    private const int MaxStateNameLength = 80;
    private const string JsonPath = "JSONPath";

    private static readonly ImmutableArray<string> Types =
        ["Pass", "Task", "Choice", "Wait", "Map", "Succeed", "Fail"];

    public static StateMachineDefinition Read(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > LargestDefinition)
        {
            throw new DefinitionException("The definition is larger than 1 MiB.");
        }

        try
        {
            var top = new DefinitionObject(StatesJson.Parse(text), "");
            _ = top.OptionalText("Version");
            ExpectJsonPath(top);
            var timeout = Seconds(top.Number("TimeoutSeconds", 1));
            var definition = States(top, "The state machine") with { Timeout = timeout };
            Transitions.Check(definition);
            return definition;
        }
        catch (JsonException broken)
        {
            throw new DefinitionException($"The definition is not JSON: {broken.Message}");
        }
    }

    private static StateMachineDefinition States(DefinitionObject machine, string what)
    {
        _ = machine.OptionalText("Comment");
        var start = machine.Text("StartAt");
        var place = machine.PlaceOf("States");
        if (machine.Take("States") is not JsonObject { Count: > 0 } states)
        {
            throw new DefinitionException($"The field 'States' must be an object with at least one state. at {place}");
        }

        machine.ExpectNothingElse(what);
        return new StateMachineDefinition(
            start, [.. states.Select(state => Read(state.Key, state.Value, $"{place}/{state.Key}"))], null);
    }

    private static State Read(string name, JsonNode? json, string place)
    {
        if (name.Length is 0 or > MaxStateNameLength)
        {
            throw new DefinitionException($"The name of a state has 1 to 80 characters. at {place}");
        }

        var state = new DefinitionObject(json, place);
        _ = state.OptionalText("Comment");
        ExpectJsonPath(state);
        var type = state.Text("Type");
        State read = type switch
        {
            "Pass" => Pass(name, state),
            "Task" => Task(name, state),
            "Choice" => Choice(name, state),
            "Wait" => new State.Wait(name, Filters(state), Next(state), Seconds(Required(state, "Seconds", 0))!.Value),
            "Map" => Map(name, state),
            "Succeed" => new State.Succeed(name, Filters(state)),
            "Fail" => new State.Fail(name, Failure(state, "Error"), Failure(state, "Cause")),
            _ => throw new DefinitionException(
                $"The state '{name}' has the type '{type}', which is not supported. Supported are "
                + $"{string.Join(", ", Types)}. at {place}/Type"),
        };
        state.ExpectNothingElse($"The state '{name}' of the type {type}");
        return read;
    }

    private static State.Pass Pass(string name, DefinitionObject state)
    {
        var flow = Filters(state) with
        {
            Parameters = Template(state, "Parameters"),
            Result = Place(state, "ResultPath"),
        };
        return new State.Pass(name, flow, Next(state), state.Has("Result"), state.Take("Result")?.DeepClone());
    }

    private static State.Task Task(string name, DefinitionObject state) => new(
        name,
        Filters(state) with
        {
            Parameters = Template(state, "Parameters"),
            ResultSelector = Template(state, "ResultSelector"),
            Result = Place(state, "ResultPath"),
        },
        Next(state),
        state.Text("Resource"),
        Seconds(state.Number("TimeoutSeconds", 1)),
        Retriers(state),
        Catchers(state));

    private static State.Map Map(string name, DefinitionObject state)
    {
        if (state.Number("MaxConcurrency", 0) != 1)
        {
            throw new DefinitionException(
                $"The state '{name}': the twin runs iterations one after the other only. Set MaxConcurrency to 1. at "
                + state.PlaceOf("MaxConcurrency"));
        }

        var processor = state.Object("ItemProcessor");
        if (processor.Has("ProcessorConfig"))
        {
            var configuration = processor.Object("ProcessorConfig");
            if (configuration.OptionalText("Mode") is { } mode and not "INLINE")
            {
                throw new DefinitionException(
                    $"The state '{name}' has the mode '{mode}'. The twin supports INLINE only. at "
                    + $"{configuration.Place}/Mode");
            }

            configuration.ExpectNothingElse($"The ProcessorConfig of the state '{name}'");
        }

        return new State.Map(
            name,
            Filters(state) with
            {
                Parameters = Template(state, "ItemSelector"),
                ResultSelector = Template(state, "ResultSelector"),
                Result = Place(state, "ResultPath"),
            },
            Next(state),
            state.OptionalText("ItemsPath") is { } items
                ? ReferencePath.Parse(items, state.PlaceOf("ItemsPath"))
                : ReferencePath.Whole,
            States(processor, $"The ItemProcessor of the state '{name}'"),
            Retriers(state),
            Catchers(state));
    }

    private static State.Choice Choice(string name, DefinitionObject state)
    {
        var choices = state.Objects("Choices");
        return choices.IsEmpty
            ? throw new DefinitionException($"The state '{name}' has no Choices. at {state.Place}")
            : new State.Choice(
                name,
                Filters(state),
                [.. choices.Select(choice => (Next: choice.Text("Next"), choice))
                    .Select(choice => (ChoiceRule.Read(choice.choice), choice.Next))],
                state.OptionalText("Default"));
    }

    private static FailureText? Failure(DefinitionObject state, string field)
    {
        var (text, computed) = (state.OptionalText(field), state.OptionalText($"{field}Path"));
        return (text, computed) switch
        {
            (null, null) => null,
            (not null, not null) => throw new DefinitionException(
                $"The fields '{field}' and '{field}Path' cannot be combined. at {state.Place}"),
            _ => new FailureText(
                text, computed is null ? null : ExpressionParser.Parse(computed, state.PlaceOf($"{field}Path"))),
        };
    }

    private static string? Next(DefinitionObject state)
    {
        var (next, end) = (state.OptionalText("Next"), state.Flag("End") ?? false);
        return (next is null) == end
            ? next
            : throw new DefinitionException($"A state has exactly one of 'Next' and 'End'. at {state.Place}");
    }

    private static DataFlowOfState Filters(DefinitionObject state) =>
        DataFlowOfState.Unchanged with { Input = Path(state, "InputPath"), Output = Path(state, "OutputPath") };

    // A path that is null gives an empty object, or drops a result.
    private static ReferencePath? Path(DefinitionObject state, string field) => !state.Has(field)
        ? ReferencePath.Whole
        : state.Take(field) is { } value
            ? value.GetValueKind() == JsonValueKind.String
                ? ReferencePath.Parse(value.GetValue<string>(), state.PlaceOf(field))
                : throw new DefinitionException($"The field '{field}' must be a path. at {state.PlaceOf(field)}")
            : null;

    private static ReferencePath? Place(DefinitionObject state, string field) =>
        Path(state, field) is { } path && (path.IsOfContext || path.Steps.Any(step => step is not string))
            ? throw new DefinitionException(
                $"The field '{field}' must be a path of names in the state's input. at {state.PlaceOf(field)}")
            : Path(state, field);

    private static PayloadTemplate? Template(DefinitionObject state, string field) =>
        state.Has(field) ? PayloadTemplate.Parse(state.Take(field), state.PlaceOf(field)) : null;

    private static ImmutableArray<Retrier> Retriers(DefinitionObject state)
    {
        var objects = state.Objects("Retry");
        return
        [
            .. objects.Select((retrier, index) =>
            {
                _ = retrier.OptionalText("Comment");
                // The defaults: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html.
                var read = new Retrier(
                    Errors(retrier, isLast: index == objects.Length - 1),
                    TimeSpan.FromSeconds(retrier.Number("IntervalSeconds", 1) ?? 1),
                    retrier.Number("MaxAttempts", 0) ?? 3,
                    retrier.Fraction("BackoffRate", 1) ?? 2,
                    Seconds(retrier.Number("MaxDelaySeconds", 1)));
                retrier.ExpectNothingElse("A retrier");
                return read.MaxDelay <= read.Interval
                    ? throw new DefinitionException(
                        $"MaxDelaySeconds must be greater than IntervalSeconds. at {retrier.Place}")
                    : read;
            }),
        ];
    }

    private static ImmutableArray<Catcher> Catchers(DefinitionObject state)
    {
        var objects = state.Objects("Catch");
        return
        [
            .. objects.Select((catcher, index) =>
            {
                _ = catcher.OptionalText("Comment");
                var read = new Catcher(
                    Errors(catcher, isLast: index == objects.Length - 1),
                    Place(catcher, "ResultPath"),
                    catcher.Text("Next"));
                catcher.ExpectNothingElse("A catcher");
                return read;
            }),
        ];
    }

    private static ImmutableArray<string> Errors(DefinitionObject rule, bool isLast)
    {
        var errors = rule.Texts("ErrorEquals");
        if (errors.FirstOrDefault(error => !StateErrors.CanBeNamed(error)) is { } unknown)
        {
            throw new DefinitionException($"Step Functions has no error '{unknown}'. at {rule.PlaceOf("ErrorEquals")}");
        }

        return errors.Contains(StateErrors.All) && (errors.Length > 1 || !isLast)
            ? throw new DefinitionException(
                $"{StateErrors.All} must be alone and in the last rule. at {rule.PlaceOf("ErrorEquals")}")
            : errors;
    }

    private static int Required(DefinitionObject state, string field, int smallest) => state.Number(field, smallest)
        ?? throw new DefinitionException($"The required field '{field}' is missing. at {state.Place}");

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;

    private static void ExpectJsonPath(DefinitionObject state)
    {
        if (state.OptionalText("QueryLanguage") is { } language and not JsonPath)
        {
            throw new DefinitionException(
                $"The query language '{language}' is not supported; {JsonPath} is. at "
                + state.PlaceOf("QueryLanguage"));
        }
    }
}
