# Citas: listas, horas, estados, cómo cambiar una.

appointments-lead = Aquí puede pedir, cambiar y cancelar citas. También puede llamar a la clínica.
appointments-lead-phone = Aquí puede pedir, cambiar y cancelar citas. También puede llamar a la clínica: { $phone }
appointments-coming = Próximas
appointments-past = Pasadas
appointments-none-coming = Ninguna cita próxima
appointments-none-coming-advice = Aquí aparecen las citas que tenga programadas. Pida una aquí o llame a la clínica.
appointments-none-coming-chart = Este paciente no tiene nada programado por ahora.
appointments-none-past = Ninguna cita pasada
appointments-none-past-advice = Las citas aparecen aquí cuando han terminado. Lo que se anotó en las consultas está en el historial médico.
appointments-one = Cita
appointments-with = con { $name }

appointments-status-proposed = Propuesta, sin confirmar
appointments-status-pending = En espera de confirmación
appointments-status-booked = Confirmada
appointments-status-arrived = Ya llegó
appointments-status-checked-in = Registrado
appointments-status-fulfilled = Realizada
appointments-status-cancelled = Cancelada
appointments-status-noshow = No asistió
appointments-status-error = Registrada por error
appointments-status-waitlist = En lista de espera
appointments-status-over = Pasada

appointments-zone = Todas las horas en { $zone }
appointments-cancelled = Esta cita fue cancelada
appointments-cancelled-advice = Por favor, no venga a esta hora.
appointments-cancelled-because = Motivo: { $reason }
appointments-uncertain = Esta cita todavía no está confirmada
appointments-uncertain-advice = Por favor, no venga antes de que la clínica la confirme. Llame a la clínica si no recibe noticias.
appointments-waiting = Esta cita está en la lista de espera
appointments-waiting-advice = La clínica le llamará cuando haya un lugar.
appointments-before = Antes de su cita
appointments-details = Detalles
appointments-place = Dónde
appointments-phone = Teléfono
appointments-with-whom = Con
appointments-reason = Motivo
appointments-about = Asunto
appointments-length = Duración
appointments-change-title = Cambiar o cancelar
appointments-change-phone = Llame al { $phone }. Por favor, llame lo antes posible para que otra persona pueda usar esa hora.
appointments-change = Llame a la clínica. Por favor, llame lo antes posible para que otra persona pueda usar esa hora.
appointments-more = También
appointments-more-waiting = Lista de espera para una hora más temprana
appointments-more-feed = Sus citas en su propio calendario
