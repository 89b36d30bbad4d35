namespace Twin.Aws.StepFunctions;

/// <summary>Runs the states of a definition (https://states-language.net/spec.html).</summary>
internal sealed class Interpreter(Execution execution)
{
    /// <exception cref="StateTaskException">A state failed, and no catcher caught its error.</exception>
    public async Task<JsonNode?> RunAsync(StateMachineDefinition definition, JsonNode? input, JsonObject context)
    {
        var (next, data) = ((string?)definition.StartAt, input);
        while (next is not null)
        {
            var state = definition.Get(next);
            execution.Enter(state);
            context["State"] = new JsonObject
            {
                ["EnteredTime"] = StatesJson.Text(execution.Now),
                ["Name"] = state.Name,
                ["RetryCount"] = 0,
            };
            (next, data) = await RunAsync(state, data, context);
            execution.AddEvents(1);
        }

        return data;
    }

    private async Task<(string? Next, JsonNode? Output)> RunAsync(State state, JsonNode? input, JsonObject context)
    {
        var flow = state.Flow;
        switch (state)
        {
            case State.Pass pass:
                return (pass.Next, ResultOf(pass, input, context));
            case State.Choice choice:
                var seen = flow.InputOf(input, context);
                return (Choose(choice, new StateData(seen, context)), flow.Passed(seen, context));
            case State.Wait wait:
                var kept = flow.InputOf(input, context);
                await execution.WaitAsync(wait, wait.Duration);
                return (wait.Next, flow.Passed(kept, context));
            case State.Succeed:
                return (null, flow.Passed(flow.InputOf(input, context), context));
            case State.Fail fail:
                throw ErrorOf(fail, new StateData(input, context));
            case State.Task task:
                return await RetryAsync(
                    state, task.Retry, task.Catch, () => CallAsync(task, input, context), input, context);
            case State.Map map:
                return await RetryAsync(
                    state, map.Retry, map.Catch, () => IterateAsync(map, input, context), input, context);
            default:
                throw new InvalidOperationException($"The state '{state.Name}' has an unknown type.");
        }
    }

    private async Task<(string? Next, JsonNode? Output)> RetryAsync(
        State state,
        IReadOnlyList<Retrier> retriers,
        IReadOnlyList<Catcher> catchers,
        Func<Task<JsonNode?>> run,
        JsonNode? input,
        JsonObject context)
    {
        var attempts = new int[retriers.Count];
        while (true)
        {
            StateTaskException failed;
            try
            {
                return (state.Next, await run());
            }
            catch (StateTaskException error)
            {
                failed = error;
            }

            var index = retriers.Index().FirstOrDefault(
                retrier => StateErrors.Cover(retrier.Item.Errors, failed.Error), (Index: -1, null!)).Index;
            if (index >= 0 && attempts[index] < retriers[index].MaxAttempts)
            {
                var delay = retriers[index].Delay(attempts[index]++);
                execution.Retry(state, failed, delay);
                await execution.WaitAsync(state, delay);
                context["State"]!["RetryCount"] = attempts.Sum();
                continue;
            }

            return catchers.FirstOrDefault(catcher => StateErrors.Cover(catcher.Errors, failed.Error)) is { } caught
                ? (caught.Next, StatesJson.Limited(
                    Caught(caught, failed, input), $"The output of the state '{state.Name}'"))
                : throw failed;
        }
    }

    private static JsonNode? Caught(Catcher catcher, StateTaskException error, JsonNode? input) =>
        catcher.Result is { } place
            ? place.Put(input, new JsonObject { ["Error"] = error.Error, ["Cause"] = error.Cause })
            : input?.DeepClone();

    private static JsonNode? ResultOf(State.Pass state, JsonNode? input, JsonObject context)
    {
        var seen = state.Flow.InputOf(input, context);
        var result = state.Flow.Parameters?.Evaluate(new StateData(seen, context), "Parameters") ?? seen;
        return state.Flow.OutputOf(input, state.HasResult ? state.Result : result, context);
    }

    private static string Choose(State.Choice state, StateData data) =>
        state.Choices.FirstOrDefault(choice => choice.Rule.Matches(data)).Next ?? state.Default
        ?? throw new StateTaskException(
            StateErrors.NoChoiceMatched, $"The state '{state.Name}' has no choice that matches and no default.");

    private static StateTaskException ErrorOf(State.Fail state, StateData data)
    {
        string? Text(FailureText? text, string field) => text?.Computed is { } computed
            ? computed.Evaluate(data, field) is JsonValue value && value.TryGetValue<string>(out var found)
                ? found
                : throw StateErrors.AtRuntime($"The field '{field}' of the state '{state.Name}' is not a text.")
            : text?.Fixed;

        var error = Text(state.Error, "ErrorPath") ?? "";
        // https://states-language.net/spec.html#error-names
        return StateErrors.IsReserved(error)
            ? StateErrors.AtRuntime($"The state '{state.Name}' has the error '{error}': such names are reserved.")
            : new StateTaskException(error, Text(state.Cause, "CausePath"));
    }

    private async Task<JsonNode?> CallAsync(State.Task state, JsonNode? input, JsonObject context)
    {
        var seen = state.Flow.InputOf(input, context);
        var parameters = StatesJson.Limited(
            state.Flow.Parameters?.Evaluate(new StateData(seen, context), "Parameters") ?? seen,
            $"The input of the state '{state.Name}'");
        // Each attempt is scheduled, started and ended; a call that waits for its end is also submitted.
        execution.AddEvents(state.Resource.EndsWith(".sync", StringComparison.Ordinal) ? 4 : 3);
        var result = await execution.CallAsync(
            state,
            parameters as JsonObject
                ?? throw StateErrors.AtRuntime($"The parameters of the state '{state.Name}' are not an object."));
        return state.Flow.OutputOf(
            input, StatesJson.Limited(result, $"The result of the state '{state.Name}'"), context);
    }

    private async Task<JsonNode?> IterateAsync(State.Map state, JsonNode? input, JsonObject context)
    {
        var seen = new StateData(state.Flow.InputOf(input, context), context);
        if (state.ItemsPath.Find(seen, "ItemsPath") is not JsonArray items)
        {
            throw StateErrors.AtRuntime(
                $"Reference path \"{state.ItemsPath.Text}\" of the state '{state.Name}' must point to an array.");
        }

        var results = new JsonArray();
        // It starts and ends, and so does each iteration.
        execution.AddEvents(2);
        foreach (var (index, item) in items.Index())
        {
            execution.AddEvents(2);
            var inner = (JsonObject)context.DeepClone();
            inner["Map"] = new JsonObject
            {
                ["Item"] = new JsonObject { ["Index"] = index, ["Value"] = item?.DeepClone() },
            };
            var selected = state.Flow.Parameters is { } selector
                ? selector.Evaluate(seen with { Context = inner }, "ItemSelector")
                : item?.DeepClone();
            results.Add(await RunAsync(
                state.Processor, StatesJson.Limited(selected, $"The input of '{state.Name}'"), inner));
        }

        return state.Flow.OutputOf(
            input, StatesJson.Limited(results, $"The result of the state '{state.Name}'"), context);
    }
}
